/* Styles of the Element Plus pieces in use, one by one, and its variables from our tokens. */
import 'element-plus/theme-chalk/base.css'
import 'element-plus/theme-chalk/el-dialog.css'
import 'element-plus/theme-chalk/el-overlay.css'
import 'element-plus/theme-chalk/el-icon.css'
import 'element-plus/theme-chalk/el-message.css'
import './element-theme.css'
import './office-base.css'
